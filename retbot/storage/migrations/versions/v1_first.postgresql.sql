CREATE TABLE afwezigheid (
    id SERIAL NOT NULL,
    wie VARCHAR NOT NULL,
    van DATE NOT NULL,
    tot DATE NOT NULL,
    CONSTRAINT pk_afwezigheid PRIMARY KEY (id)
)

CREATE TABLE audit (
    id INTEGER NOT NULL,
    at BIGINT NOT NULL,
    who VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    on_behalf_of VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    processing VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    code VARCHAR,
    event_id VARCHAR,
    removed INTEGER,
    salt BYTEA NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (id)
)

CREATE INDEX ix_audit_code ON audit (code)

CREATE TABLE audit_chain (
    id INTEGER NOT NULL,
    digest BYTEA NOT NULL,
    head BYTEA NOT NULL,
    removed_by INTEGER,
    CONSTRAINT pk_audit_chain PRIMARY KEY (id)
)

CREATE TABLE casus (
    code VARCHAR NOT NULL,
    convenant VARCHAR NOT NULL,
    versie VARCHAR NOT NULL,
    ontvangen DATE NOT NULL,
    weg VARCHAR NOT NULL,
    met_toegang BOOLEAN NOT NULL,
    besproken BOOLEAN NOT NULL,
    leeftijd VARCHAR NOT NULL,
    gemeente VARCHAR NOT NULL,
    gronden JSON NOT NULL,
    lokaal BOOLEAN NOT NULL,
    formulier VARCHAR NOT NULL,
    monitor VARCHAR NOT NULL,
    vervolg_op VARCHAR,
    afgeweken_van JSON NOT NULL,
    reden VARCHAR,
    vastgelegd DATE,
    gesloten DATE,
    thread VARCHAR,
    merk VARCHAR NOT NULL,
    CONSTRAINT pk_casus PRIMARY KEY (code)
)

CREATE INDEX ix_casus_open ON casus (ontvangen, code) WHERE gesloten IS NULL

CREATE INDEX ix_casus_thread ON casus (thread)

CREATE TABLE datalek (
    nummer INTEGER NOT NULL,
    ontdekt BIGINT NOT NULL,
    door VARCHAR NOT NULL,
    aard VARCHAR,
    oorzaak VARCHAR,
    betrokkenen VARCHAR,
    aantal VARCHAR,
    gegevens VARCHAR,
    gevolgen VARCHAR,
    maatregelen VARCHAR,
    partijen BIGINT,
    autoriteit BIGINT,
    getroffenen BIGINT,
    geen_melding BOOLEAN NOT NULL,
    feiten VARCHAR(280),
    gevolgen_tekst VARCHAR(280),
    maatregelen_tekst VARCHAR(280),
    CONSTRAINT pk_datalek PRIMARY KEY (nummer)
)

CREATE TABLE deelnemer (
    nummer INTEGER NOT NULL,
    rol VARCHAR NOT NULL,
    sector VARCHAR,
    partij VARCHAR,
    matrix_id VARCHAR,
    vog DATE,
    vervangt INTEGER,
    ander_ret BOOLEAN NOT NULL,
    CONSTRAINT pk_deelnemer PRIMARY KEY (nummer)
)

CREATE TABLE inbox (
    event_id VARCHAR NOT NULL,
    seen_at BIGINT NOT NULL,
    CONSTRAINT pk_inbox PRIMARY KEY (event_id)
)

CREATE INDEX ix_inbox_seen_at ON inbox (seen_at)

CREATE TABLE note (
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    CONSTRAINT pk_note PRIMARY KEY (name)
)

CREATE TABLE overleg (
    uid VARCHAR NOT NULL,
    start BIGINT NOT NULL,
    minuten INTEGER NOT NULL,
    tijdvak INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    stand VARCHAR NOT NULL,
    plek VARCHAR,
    tafel VARCHAR,
    CONSTRAINT pk_overleg PRIMARY KEY (uid)
)

CREATE INDEX ix_overleg_start ON overleg (start)

CREATE TABLE teamfeit (
    id SERIAL NOT NULL,
    event VARCHAR NOT NULL,
    op DATE NOT NULL,
    ronde INTEGER NOT NULL,
    "over" VARCHAR,
    keuze VARCHAR,
    vastgelegd DATE,
    CONSTRAINT pk_teamfeit PRIMARY KEY (id)
)

CREATE TABLE teller (
    halfjaar VARCHAR NOT NULL,
    dimensie VARCHAR NOT NULL,
    waarde VARCHAR NOT NULL,
    aantal INTEGER NOT NULL,
    CONSTRAINT pk_teller PRIMARY KEY (halfjaar, dimensie, waarde)
)

CREATE TABLE adres (
    id SERIAL NOT NULL,
    owner VARCHAR NOT NULL,
    code VARCHAR,
    ciphertext BYTEA NOT NULL,
    CONSTRAINT pk_adres PRIMARY KEY (id),
    CONSTRAINT fk_adres_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_adres_code ON adres (code)

CREATE TABLE afspraak (
    code VARCHAR NOT NULL,
    positie INTEGER NOT NULL,
    nummer INTEGER NOT NULL,
    ronde INTEGER NOT NULL,
    partij VARCHAR NOT NULL,
    datum DATE NOT NULL,
    soort VARCHAR NOT NULL,
    klaar DATE,
    omschrijving VARCHAR(280),
    CONSTRAINT pk_afspraak PRIMARY KEY (code, positie),
    CONSTRAINT fk_afspraak_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE antwoord (
    id SERIAL NOT NULL,
    uid VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    partstat VARCHAR NOT NULL,
    sequence INTEGER NOT NULL,
    stamp BIGINT NOT NULL,
    via VARCHAR NOT NULL,
    at BIGINT NOT NULL,
    code VARCHAR,
    voorstel_van BIGINT,
    voorstel_tot BIGINT,
    CONSTRAINT pk_antwoord PRIMARY KEY (id),
    CONSTRAINT uq_antwoord_uid_owner UNIQUE (uid, owner),
    CONSTRAINT fk_antwoord_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_antwoord_code ON antwoord (code)

CREATE TABLE besluit (
    code VARCHAR NOT NULL,
    recht VARCHAR NOT NULL,
    op DATE NOT NULL,
    kenmerk VARCHAR NOT NULL,
    eerste VARCHAR NOT NULL,
    vastgelegd BIGINT NOT NULL,
    tweede VARCHAR,
    CONSTRAINT pk_besluit PRIMARY KEY (code, recht),
    CONSTRAINT fk_besluit_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE bespreking (
    code VARCHAR NOT NULL,
    positie INTEGER NOT NULL,
    ronde INTEGER NOT NULL,
    start BIGINT NOT NULL,
    minuten INTEGER NOT NULL,
    uid VARCHAR NOT NULL,
    sequence INTEGER NOT NULL,
    stand VARCHAR NOT NULL,
    plek VARCHAR,
    overleg VARCHAR,
    CONSTRAINT pk_bespreking PRIMARY KEY (code, positie),
    CONSTRAINT fk_bespreking_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE feit (
    code VARCHAR NOT NULL,
    positie INTEGER NOT NULL,
    event VARCHAR NOT NULL,
    op DATE NOT NULL,
    ronde INTEGER NOT NULL,
    "over" VARCHAR,
    keuze VARCHAR,
    vastgelegd DATE,
    CONSTRAINT pk_feit PRIMARY KEY (code, positie),
    CONSTRAINT fk_feit_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE herinnering (
    code VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    moment BIGINT NOT NULL,
    termijn VARCHAR NOT NULL,
    aanleiding VARCHAR,
    given_at BIGINT,
    CONSTRAINT pk_herinnering PRIMARY KEY (code, key),
    CONSTRAINT fk_herinnering_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_herinnering_due ON herinnering (moment) WHERE given_at IS NULL

CREATE TABLE offered_answer (
    id SERIAL NOT NULL,
    uid VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    partstat VARCHAR NOT NULL,
    sequence INTEGER NOT NULL,
    stamp BIGINT NOT NULL,
    via VARCHAR NOT NULL,
    at BIGINT NOT NULL,
    code VARCHAR,
    voorstel_van BIGINT,
    voorstel_tot BIGINT,
    CONSTRAINT pk_offered_answer PRIMARY KEY (id),
    CONSTRAINT uq_offered_answer_uid_owner UNIQUE (uid, owner),
    CONSTRAINT fk_offered_answer_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_offered_answer_code ON offered_answer (code)

CREATE TABLE oud_adres (
    id SERIAL NOT NULL,
    uid VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    token VARCHAR NOT NULL,
    code VARCHAR,
    ciphertext BYTEA,
    CONSTRAINT pk_oud_adres PRIMARY KEY (id),
    CONSTRAINT uq_oud_adres_token UNIQUE (token),
    CONSTRAINT fk_oud_adres_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_oud_adres_code ON oud_adres (code)

CREATE TABLE outbox (
    id SERIAL NOT NULL,
    key VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    args JSON NOT NULL,
    code VARCHAR,
    about VARCHAR,
    room_id VARCHAR,
    thread VARCHAR,
    in_case BOOLEAN NOT NULL,
    opens_thread BOOLEAN NOT NULL,
    direct VARCHAR,
    is_answer BOOLEAN NOT NULL,
    rings JSON NOT NULL,
    target VARCHAR,
    "to" VARCHAR,
    lane VARCHAR NOT NULL,
    rank INTEGER NOT NULL,
    made_at BIGINT NOT NULL,
    due BIGINT NOT NULL,
    first_due BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    retried BOOLEAN NOT NULL,
    state VARCHAR NOT NULL,
    attempted_at BIGINT,
    sent_at BIGINT,
    event_id VARCHAR,
    CONSTRAINT pk_outbox PRIMARY KEY (id),
    CONSTRAINT uq_outbox_key UNIQUE (key),
    CONSTRAINT fk_outbox_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_outbox_code ON outbox (code)

CREATE INDEX ix_outbox_due ON outbox (due) WHERE state = 'open'

CREATE INDEX ix_outbox_event_id ON outbox (event_id)

CREATE INDEX ix_outbox_lane ON outbox (lane) WHERE state = 'open' AND retried

CREATE INDEX ix_outbox_open ON outbox (rank, id) WHERE state = 'open'

CREATE TABLE peiling (
    id SERIAL NOT NULL,
    code VARCHAR NOT NULL,
    soort VARCHAR NOT NULL,
    ronde INTEGER NOT NULL,
    minuten INTEGER NOT NULL,
    gemaakt BIGINT NOT NULL,
    gesloten BIGINT,
    CONSTRAINT pk_peiling PRIMARY KEY (id),
    CONSTRAINT fk_peiling_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_peiling_code ON peiling (code)

CREATE INDEX ix_peiling_open ON peiling (gesloten)

CREATE TABLE termijn (
    code VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    einde BIGINT NOT NULL,
    CONSTRAINT pk_termijn PRIMARY KEY (code, key),
    CONSTRAINT fk_termijn_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE told (
    id SERIAL NOT NULL,
    uid VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    sequence INTEGER NOT NULL,
    stamp BIGINT NOT NULL,
    since INTEGER NOT NULL,
    standing VARCHAR NOT NULL,
    start BIGINT NOT NULL,
    minuten INTEGER NOT NULL,
    plek VARCHAR,
    lijst VARCHAR NOT NULL,
    sees JSON NOT NULL,
    code VARCHAR,
    reached BOOLEAN NOT NULL,
    CONSTRAINT pk_told PRIMARY KEY (id),
    CONSTRAINT uq_told_uid_owner UNIQUE (uid, owner),
    CONSTRAINT fk_told_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_told_code ON told (code)

CREATE INDEX ix_told_owner ON told (owner)

CREATE TABLE uitnodiging (
    id SERIAL NOT NULL,
    uid VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    token VARCHAR NOT NULL,
    code VARCHAR,
    CONSTRAINT pk_uitnodiging PRIMARY KEY (id),
    CONSTRAINT uq_uitnodiging_uid_owner UNIQUE (uid, owner),
    CONSTRAINT uq_uitnodiging_token UNIQUE (token),
    CONSTRAINT fk_uitnodiging_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_uitnodiging_code ON uitnodiging (code)

CREATE TABLE vraag (
    id SERIAL NOT NULL,
    person VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    room_id VARCHAR NOT NULL,
    thread VARCHAR,
    code VARCHAR,
    stand JSON NOT NULL,
    gesteld BIGINT NOT NULL,
    zin VARCHAR NOT NULL,
    args JSON NOT NULL,
    snapshot VARCHAR NOT NULL,
    CONSTRAINT pk_vraag PRIMARY KEY (id),
    CONSTRAINT fk_vraag_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_vraag_code ON vraag (code)

CREATE INDEX ix_vraag_person ON vraag (person)

CREATE TABLE peilingkeuze (
    peiling INTEGER NOT NULL,
    owner VARCHAR NOT NULL,
    nummer INTEGER NOT NULL,
    CONSTRAINT pk_peilingkeuze PRIMARY KEY (peiling, owner, nummer),
    CONSTRAINT fk_peilingkeuze_peiling FOREIGN KEY(peiling) REFERENCES peiling (id) ON DELETE CASCADE
)

CREATE TABLE peilingoptie (
    peiling INTEGER NOT NULL,
    nummer INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    start BIGINT,
    keuze VARCHAR,
    CONSTRAINT pk_peilingoptie PRIMARY KEY (peiling, nummer),
    CONSTRAINT fk_peilingoptie_peiling FOREIGN KEY(peiling) REFERENCES peiling (id) ON DELETE CASCADE,
    CONSTRAINT uq_peilingoptie_id UNIQUE (id)
)

CREATE TABLE vermelding (
    post INTEGER NOT NULL,
    code VARCHAR NOT NULL,
    CONSTRAINT pk_vermelding PRIMARY KEY (post, code),
    CONSTRAINT fk_vermelding_post FOREIGN KEY(post) REFERENCES outbox (id) ON DELETE CASCADE,
    CONSTRAINT fk_vermelding_code FOREIGN KEY(code) REFERENCES casus (code) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_vermelding_code ON vermelding (code)

CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'the audit stays' USING ERRCODE = 'integrity_constraint_violation';
END $$

CREATE FUNCTION audit_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.id > (SELECT coalesce(max(id), 0) FROM audit_chain) THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'the audit stays' USING ERRCODE = 'integrity_constraint_violation';
END $$

CREATE TRIGGER audit_insert BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_insert()

CREATE TRIGGER audit_update BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION audit_stays()

CREATE FUNCTION audit_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT 1 FROM audit_chain WHERE id = OLD.id AND removed_by IS NOT NULL) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'the audit stays' USING ERRCODE = 'integrity_constraint_violation';
END $$

CREATE TRIGGER audit_delete BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_delete()

CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON audit EXECUTE FUNCTION audit_stays()

CREATE FUNCTION audit_chain_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.id > (SELECT coalesce(max(id), 0) FROM audit_chain) THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'the audit stays' USING ERRCODE = 'integrity_constraint_violation';
END $$

CREATE TRIGGER audit_chain_insert BEFORE INSERT ON audit_chain FOR EACH ROW EXECUTE FUNCTION audit_chain_insert()

CREATE FUNCTION audit_chain_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF OLD.removed_by IS NULL AND NEW.removed_by IS NOT NULL
        AND NEW.id = OLD.id AND NEW.digest = OLD.digest AND NEW.head = OLD.head
        AND NEW.removed_by = (SELECT max(id) FROM audit)
        AND (SELECT removed FROM audit WHERE id = NEW.removed_by)
            > (SELECT count(*) FROM audit_chain WHERE removed_by = NEW.removed_by)
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'the audit stays' USING ERRCODE = 'integrity_constraint_violation';
END $$

CREATE TRIGGER audit_chain_update BEFORE UPDATE ON audit_chain FOR EACH ROW EXECUTE FUNCTION audit_chain_update()

CREATE TRIGGER audit_chain_delete BEFORE DELETE ON audit_chain FOR EACH ROW EXECUTE FUNCTION audit_stays()

CREATE TRIGGER audit_chain_truncate BEFORE TRUNCATE ON audit_chain EXECUTE FUNCTION audit_stays()
