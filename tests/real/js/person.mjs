// A person with an independent Matrix client (matrix-js-sdk, rust crypto). One JSON command per line on stdin:
// {"id": 1, "do": "send", ...}; on stdout {"id": 1, "ok": ...} or {"id": 1, "error": "..."}, and {"see": ...} or
// {"room": ...} for whatever the client comes to see.
import readline from "node:readline";
import { webcrypto } from "node:crypto";
import * as sdk from "matrix-js-sdk";
import { PollResponseEvent } from "matrix-js-sdk/lib/extensible_events_v1/PollResponseEvent.js";
import * as api from "matrix-js-sdk/lib/crypto-api/index.js";

const quiet = Object.fromEntries(["trace", "debug", "info", "warn", "error"].map((level) => [level, () => {}]));
quiet.getChild = () => quiet;
Object.assign(console, { log: () => {}, ...quiet });

let client, crypto, auth;
let recovery = null;
const homeserver = process.argv[2];
const put = (line) => process.stdout.write(JSON.stringify(line) + "\n");

async function login({ user, password, sign, recovery_key }) {
    auth = { type: "m.login.password", identifier: { type: "m.id.user", user }, password };
    const answer = await sdk.createClient({ baseUrl: homeserver, logger: quiet }).loginRequest(auth);
    client = sdk.createClient({
        baseUrl: homeserver,
        userId: answer.user_id,
        deviceId: answer.device_id,
        accessToken: answer.access_token,
        cryptoCallbacks: {
            getSecretStorageKey: async ({ keys }) => [Object.keys(keys)[0], recovery],
            cacheSecretStorageKey: (_id, _info, key) => { recovery = key; },
        },
        logger: quiet,
    });
    await client.initRustCrypto({ useIndexedDB: false });
    crypto = client.getCrypto();
    // A device that is not signed may not send at all in the stricter mode.
    const strict = new api.OnlySignedDevicesIsolationMode();
    crypto.setDeviceIsolationMode(sign ? strict : new api.AllDevicesIsolationMode(false));
    watch();
    await client.startClient({ initialSyncLimit: 30, lazyLoadMembers: false });
    await until(() => client.isInitialSyncComplete());
    if (recovery_key) recovery = api.decodeRecoveryKey(recovery_key);
    // Keys are imported only into an identity that is known.
    if (recovery_key) await crypto.userHasCrossSigningKeys(answer.user_id, true);
    if (sign) await identify({ anew: !recovery_key });
    const [user_id, device_id] = [answer.user_id, answer.device_id];
    return { user_id, device_id, master_key: await crypto.getCrossSigningKeyId() };
}

async function identify({ anew }) {
    const authUploadDeviceSigningKeys = (request) => request(auth);
    for (let attempt = 1; attempt <= 5; attempt++) {
        await crypto.bootstrapCrossSigning({ setupNewCrossSigning: anew, authUploadDeviceSigningKeys });
        // An answer to an earlier query, with the former public keys, makes the client drop its new private keys:
        // ask once more, so that such an answer comes in before the look at what is left.
        await crypto.userHasCrossSigningKeys(client.getUserId(), true);
        const master_key = await crypto.getCrossSigningKeyId();
        if (master_key) return { master_key };
    }
    throw new Error("the new cross-signing keys did not stay");
}

async function make_recovery_key() {
    const made = await crypto.createRecoveryKeyFromPassphrase();
    recovery = made.privateKey;
    await crypto.bootstrapSecretStorage({ createSecretStorageKey: async () => made, setupNewSecretStorage: true });
    return made.encodedPrivateKey;
}

function watch() {
    let last = Promise.resolve(); // one after the other: sights arrive in the order of the timeline
    const see = (event) => {
        if (event.getId()?.startsWith("$")) last = last.then(async () => put({ see: await sight(event) }));
    };
    client.on(sdk.RoomEvent.Timeline, see);
    client.on(sdk.RoomEvent.LocalEchoUpdated, see);
    client.on(sdk.RoomEvent.Redaction, (_event, room) => {
        for (const event of room.getLiveTimeline().getEvents()) if (event.isRedacted()) see(event);
    });
    for (const change of [sdk.MatrixEventEvent.Decrypted, sdk.MatrixEventEvent.Replaced]) client.on(change, see);
    client.on(sdk.RoomEvent.MyMembership, (room, membership) => {
        const cause = room.currentState.getMember(client.getUserId())?.events.member;
        const direct = !!cause?.getContent().is_direct;
        put({ room: { room_id: room.roomId, membership, inviter: cause?.getSender(), direct } });
    });
}

async function sight(event) {
    await client.decryptEventIfNeeded(event);
    const content = event.getContent();
    const relation = event.getWireContent()["m.relates_to"] ?? {};
    const encryption = event.isEncrypted() ? await crypto.getEncryptionInfoForEvent(event) : null;
    const when = (type) => (relation.rel_type === type ? relation.event_id : null);
    return {
        event_id: event.getId(),
        room_id: event.getRoomId(),
        sender: event.getSender(),
        wire_type: event.getWireType(),
        type: event.getType(),
        state_key: event.getStateKey() ?? null,
        msgtype: content.msgtype ?? null,
        body: content.body ?? null,
        formatted_body: content.formatted_body ?? null,
        thread: when("m.thread"),
        reply_to: relation["m.in_reply_to"]?.event_id ?? null,
        replaces: when("m.replace"),
        replaced_by: event.replacingEventId() ?? null,
        reacts_to: when("m.annotation"),
        emoji: relation.key ?? null,
        mentions: content["m.mentions"]?.user_ids ?? [],
        rings: !!client.getPushActionsForEvent(event, true)?.tweaks?.highlight,
        failure: event.decryptionFailureReason,
        shield: encryption?.shieldColour ?? null,
        redacted: event.isRedacted(),
        content,
    };
}

async function until(condition, patience = 30) {
    const deadline = Date.now() + patience * 1000;
    while (!(await condition())) {
        if (Date.now() > deadline) throw new Error(`not within ${patience} s: ${condition}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
    }
}

// A room that the client does not know yet would get its messages in the clear.
const known = (room) =>
    until(() => {
        const found = client.getRoom(room);
        return found?.getMyMembership() === "join" && found.currentState.getStateEvents("m.room.create", "");
    });
const joined = ({ room, user, seconds }) =>
    until(() => client.getRoom(room)?.getMember(user)?.membership === "join", seconds);

async function create_room({ invite, state, direct, options }) {
    const initial_state = Object.entries(state).map(([type, content]) => ({ type, state_key: "", content }));
    const wanted = { preset: "private_chat", invite, initial_state, is_direct: direct, ...options };
    const { room_id } = await client.createRoom(wanted);
    await known(room_id);
    if (state["m.room.encryption"]) await until(() => client.getRoom(room_id).hasEncryptionStateEvent());
    return room_id;
}

async function join({ room }) {
    await client.joinRoom(room);
    await known(room);
}

function content({ room, body, msgtype, formatted_body, thread, reply_to, mentions, edits, extra }) {
    const message = { msgtype, body, ...extra };
    if (formatted_body) Object.assign(message, { format: "org.matrix.custom.html", formatted_body });
    if (mentions) message["m.mentions"] = { user_ids: mentions };
    if (edits) {
        const relation = { rel_type: "m.replace", event_id: edits };
        return { ...message, "body": `* ${body}`, "m.new_content": message, "m.relates_to": relation };
    }
    if (!thread && !reply_to) return message;
    const relation = { "m.in_reply_to": { event_id: reply_to ?? thread } };
    if (thread) Object.assign(relation, { rel_type: "m.thread", event_id: thread, is_falling_back: !reply_to });
    return { ...message, "m.relates_to": relation };
}

async function react({ room, event, emoji }) {
    const relation = { rel_type: "m.annotation", event_id: event, key: emoji };
    return (await client.sendEvent(room, "m.reaction", { "m.relates_to": relation })).event_id;
}

async function vote({ room, poll, answers, stable }) {
    const { type, content: unstable } = PollResponseEvent.from(answers, poll).serialize();
    if (!stable) return (await client.sendEvent(room, type, unstable)).event_id;
    const relation = unstable["m.relates_to"];
    return (await client.sendEvent(room, "m.poll.response", { "m.selections": answers, "m.relates_to": relation })).event_id;
}

// What the client itself makes of a poll: the answers that it would show, who it says has chosen which.
async function poll({ room, event }) {
    const found = client.getRoom(room).polls.get(event);
    if (!found) return null;
    const { question, answers, maxSelections } = found.pollEvent;
    const responses = (await found.getResponses()).getRelations();
    return {
        question: question.text,
        answers: answers.map(({ id, text }) => ({ id, text })),
        most: maxSelections,
        voters: responses.map((one) => one.getSender()),
        ended: found.isEnded,
    };
}

async function send(order) {
    if (order.clear) return sendInTheClear(order.room, "m.room.message", content(order));
    if (!client.getRoom(order.room)?.hasEncryptionStateEvent()) throw new Error("the room is not encrypted");
    return (await client.sendMessage(order.room, content(order))).event_id;
}

async function sendInTheClear(room, type, body) {
    const path = `/rooms/${encodeURIComponent(room)}/send/${type}/${client.makeTxnId()}`;
    return (await client.http.authedRequest("PUT", path, undefined, body)).event_id;
}

async function download({ room, event }) {
    const found = client.getRoom(room).findEventById(event);
    const { url, key, iv, hashes } = found.getContent().file;
    const address = client.mxcUrlToHttp(url, undefined, undefined, undefined, false, true, true);
    const answer = await fetch(address, { headers: { Authorization: `Bearer ${client.getAccessToken()}` } });
    const secret = Buffer.from(await answer.arrayBuffer());
    const hash = Buffer.from(await webcrypto.subtle.digest("SHA-256", secret)).toString("base64").replace(/=+$/, "");
    if (hash !== hashes.sha256) throw new Error("the hash of the file does not match");
    const aes = await webcrypto.subtle.importKey("jwk", key, { name: "AES-CTR" }, false, ["decrypt"]);
    const counter = Buffer.from(iv, "base64");
    const plain = Buffer.from(await webcrypto.subtle.decrypt({ name: "AES-CTR", counter, length: 64 }, aes, secret));
    return { plain: plain.toString("base64"), stored: secret.toString("base64") };
}

// The verification that this person begins, or that is under way; `emoji` come once both sides have sent their keys.
let request, emoji, ended;

async function verify({ room, user, device }) {
    emoji = ended = null;
    request = room
        ? await crypto.requestVerificationDM(user, room)
        : await crypto.requestDeviceVerification(user, device);
    const begun = request;
    begun.on("change", async () => {
        if (begun.phase === api.VerificationPhase.Cancelled) ended = begun.cancellationCode;
        if (begun.phase === api.VerificationPhase.Done) ended = "done";
        if (begun.phase !== api.VerificationPhase.Ready || begun.verifier) return;
        const verifier = await begun.startVerification("m.sas.v1");
        verifier.on("show_sas", (sas) => { emoji = sas; });
        verifier.verify().catch(() => {});
    });
}

const commands = {
    verify,
    emoji: async () => {
        await until(() => emoji || ended);
        return emoji ? emoji.sas.emoji.map(([symbol]) => symbol) : ended;
    },
    compare: async ({ equal }) => (equal ? emoji.confirm() : emoji.mismatch()),
    verification_end: async () => {
        await until(() => ended);
        return ended;
    },
    is_verified: async ({ user, seconds }) => {
        const verified = async () => {
            await crypto.userHasCrossSigningKeys(user, true);
            return (await crypto.getUserVerificationStatus(user)).isCrossSigningVerified();
        };
        return until(verified, seconds).then(() => true, () => false);
    },
    login, identify, make_recovery_key, create_room, join, joined, send, react, vote, poll, download,
    leave: ({ room }) => client.leave(room),
    invite: ({ room, user }) => client.invite(room, user),
    kick: ({ room, user }) => client.kick(room, user),
    redact: async ({ room, event }) => (await client.redactEvent(room, event)).event_id,
    set_state: async ({ room, type, key, content: state }) =>
        (await client.sendStateEvent(room, type, state, key)).event_id,
    state: async ({ room, type, key }) => client.getStateEvent(room, type, key),
    devices: async () => (await client.getDevices()).devices.map((device) => device.device_id),
    delete_device: async ({ device }) => client.deleteDevice(device, auth),
    logout: async () => client.logout(true),
    new_session: async ({ room }) => crypto.forceDiscardSession(room),
};

for await (const line of readline.createInterface({ input: process.stdin })) {
    const { id, do: name, ...order } = JSON.parse(line);
    Promise.resolve()
        .then(() => commands[name](order))
        .then((ok) => put({ id, ok: ok ?? null }), (error) => put({ id, error: String(error.message ?? error) }));
}
client?.stopClient();
process.exit(0);
