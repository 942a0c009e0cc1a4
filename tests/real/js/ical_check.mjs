// Reads one iCalendar object on stdin; writes, as JSON, what ical.js makes of it and what RFC 5545 and 5546 hold
// against it.
import ICAL from "ical.js";

// RFC 5546, sections 3.2.2 (REQUEST), 3.2.3 (REPLY), 3.2.5 (CANCEL) and 3.2.7 (COUNTER).
const REQUIRED = {
    REQUEST: ["attendee", "dtstamp", "dtstart", "organizer", "summary", "uid"],
    REPLY: ["attendee", "dtstamp", "organizer", "uid"],
    CANCEL: ["attendee", "dtstamp", "organizer", "sequence", "uid"],
    COUNTER: ["dtstamp", "dtstart", "organizer", "sequence", "summary", "uid"],
};
const AT_MOST_ONCE = [
    "class", "created", "description", "dtend", "dtstamp", "dtstart", "duration", "geo", "last-modified", "location",
    "organizer", "priority", "recurrence-id", "rrule", "sequence", "status", "summary", "transp", "uid", "url",
];
const NEWER = ["color", "conference", "image", "name", "refresh-interval", "source"]; // RFC 7986

function checkLines(bytes) {
    const problems = [];
    let text = "";
    try {
        text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
        return { text: bytes.toString("latin1"), problems: ["not UTF-8"] };
    }
    if (text.replaceAll("\r\n", "").match(/[\r\n]/)) problems.push("a line does not end with CRLF");
    if (!text.endsWith("\r\n")) problems.push("the last line does not end with CRLF");
    if (text.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/)) problems.push("a control character");
    for (const line of text.split("\r\n"))
        if (Buffer.byteLength(line) > 75) problems.push(`a line of more than 75 octets: ${line.slice(0, 20)}...`);
    if (text.match(/\r\n(?=\r\n)/)) problems.push("an empty line");
    if (!nested(text)) problems.push("BEGIN and END do not match");
    return { text, problems };
}

function nested(text) {
    const open = [];
    for (const [, edge, name] of text.matchAll(/^(BEGIN|END):([A-Z-]+)\r?$/gim))
        if (edge.toUpperCase() === "BEGIN") open.push(name.toUpperCase());
        else if (open.pop() !== name.toUpperCase()) return false;
    return !open.length;
}

function parse(text, problems) {
    const parsed = ICAL.parse(text);
    const several = Array.isArray(parsed[0]);
    if (several) problems.push(`${parsed.length} objects in place of one`);
    return new ICAL.Component(several ? parsed[0] : parsed);
}

function allComponents(component) {
    return [component, ...component.getAllSubcomponents().flatMap(allComponents)];
}

function checkNames(component, problems) {
    for (const property of allComponents(component).flatMap((part) => part.getAllProperties())) {
        const known = property.name in ICAL.design.icalendar.property || NEWER.includes(property.name);
        if (!known && !property.name.startsWith("x-")) problems.push(`unknown property ${property.name}`);
        const [type, ...values] = property.jCal.slice(2);
        if (["date", "date-time"].includes(type) && !values.every(exists)) problems.push(`${property.name} is no date`);
    }
}

function exists(text) {
    const [, day, time] = text.match(/^(\d{4}-\d\d-\d\d)(?:T((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)Z?)?$/) ?? [];
    const date = new Date(`${day}T${time ?? "00:00:00"}Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function undeclaredZones(calendar) {
    const declared = calendar.getAllSubcomponents("vtimezone").map((zone) => zone.getFirstPropertyValue("tzid"));
    const used = allComponents(calendar).flatMap((part) => part.getAllProperties()).map((p) => p.getParameter("tzid"));
    return [...new Set(used)].filter((zone) => zone && !declared.includes(zone));
}

function checkZones(calendar, problems) {
    for (const zone of calendar.getAllSubcomponents("vtimezone")) {
        const phases = [...zone.getAllSubcomponents("standard"), ...zone.getAllSubcomponents("daylight")];
        if (!phases.length) problems.push("VTIMEZONE without STANDARD or DAYLIGHT");
        for (const name of ["dtstart", "tzoffsetfrom", "tzoffsetto"])
            if (phases.some((phase) => phase.getAllProperties(name).length !== 1)) problems.push(`VTIMEZONE: ${name}`);
    }
}

function inUtc(property, problems) {
    const time = property?.getFirstValue();
    if (!time) return null;
    if (time.isDate) return time.toString();
    if (time.zone === ICAL.Timezone.localTimezone || time.zone?.tzid === "floating") {
        problems.push(`${property.name} has neither UTC nor a declared time zone`);
        return null;
    }
    return time.convertToZone(ICAL.Timezone.utcTimezone).toJSDate().toISOString().replace(".000Z", "Z");
}

function end(event, problems) {
    const ends = event.getFirstProperty("dtend");
    const duration = event.getFirstPropertyValue("duration");
    if (ends && duration) problems.push("both DTEND and DURATION");
    if (ends || !duration) return inUtc(ends, problems);
    const property = new ICAL.Property("dtend", event);
    const time = event.getFirstPropertyValue("dtstart").clone();
    time.addDuration(duration);
    property.setValue(time);
    return inUtc(property, problems);
}

function person(property) {
    if (!property) return null;
    const parameter = (name) => property.getParameter(name) ?? null;
    return {
        address: property.getFirstValue(),
        name: parameter("cn"),
        role: parameter("role"),
        partstat: parameter("partstat"),
        rsvp: parameter("rsvp"),
        cutype: parameter("cutype"),
    };
}

function checkPeople(event, method, problems) {
    const people = ["organizer", "attendee"].flatMap((name) => event.getAllProperties(name));
    for (const one of people)
        if (!/^mailto:[^\s@]+@[^\s@]+$/i.test(one.getFirstValue())) problems.push(`${one.name} is no mail address`);
    const addresses = event.getAllProperties("attendee").map((one) => one.getFirstValue().toLowerCase());
    if (new Set(addresses).size !== addresses.length) problems.push("an ATTENDEE twice");
    if (method === "REPLY" && addresses.length !== 1) problems.push("a REPLY has one ATTENDEE");
}

function checkEvent(event, method, problems) {
    for (const name of AT_MOST_ONCE)
        if (event.getAllProperties(name).length > 1) problems.push(`${name} more than once`);
    const status = event.getFirstPropertyValue("status");
    const fitting = { REQUEST: ["TENTATIVE", "CONFIRMED"], CANCEL: ["CANCELLED"] }[method];
    if (status && fitting && !fitting.includes(status)) problems.push(`status ${status}`);
    if (["REPLY", "CANCEL"].includes(method) && event.getFirstSubcomponent("valarm")) problems.push("VALARM");
    const stamp = event.getFirstPropertyValue("dtstamp");
    if (stamp && stamp.zone !== ICAL.Timezone.utcTimezone) problems.push("dtstamp is not in UTC");
    checkPeople(event, method, problems);
}

function describe(event, method, problems) {
    checkEvent(event, method, problems);
    const value = (name) => event.getFirstPropertyValue(name) ?? null;
    const [dtstart, dtend] = [inUtc(event.getFirstProperty("dtstart"), problems), end(event, problems)];
    if (dtstart && dtend && dtend < dtstart) problems.push("dtend before dtstart");
    return {
        uid: value("uid"),
        sequence: value("sequence"),
        stamp: inUtc(event.getFirstProperty("dtstamp"), problems),
        dtstart,
        dtend,
        recurrence_id: value("recurrence-id")?.toString() ?? null,
        status: value("status"),
        summary: value("summary"),
        description: value("description"),
        location: value("location"),
        organizer: person(event.getFirstProperty("organizer")),
        attendees: event.getAllProperties("attendee").map(person),
        missing: (REQUIRED[method] ?? []).filter((name) => !event.getFirstProperty(name)),
    };
}

function checkCalendar(calendar, method, problems) {
    if (calendar.name !== "vcalendar") problems.push(`${calendar.name} in place of VCALENDAR`);
    if (calendar.getFirstPropertyValue("version") !== "2.0") problems.push("VERSION is not 2.0");
    for (const name of ["prodid", "version", "method"])
        if (calendar.getAllProperties(name).length !== 1) problems.push(`${name} not exactly once`);
    if (!(method in REQUIRED)) problems.push(`METHOD ${method}`);
    checkNames(calendar, problems);
    checkZones(calendar, problems);
}

function report(bytes) {
    const { text, problems } = checkLines(bytes);
    try {
        const calendar = parse(text, problems);
        const method = calendar.getFirstPropertyValue("method") ?? null;
        checkCalendar(calendar, method, problems);
        const events = calendar.getAllSubcomponents("vevent").map((event) => describe(event, method, problems));
        if (!events.length) problems.push("no VEVENT");
        if (new Set(events.map((event) => event.uid)).size > 1) problems.push("more than one UID");
        return { method, events, undeclared_tzids: undeclaredZones(calendar), problems };
    } catch (error) {
        problems.push(`unparsable: ${error.message}`);
        return { method: null, events: [], undeclared_tzids: [], problems };
    }
}

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
process.stdout.write(JSON.stringify(report(Buffer.concat(chunks))) + "\n");
