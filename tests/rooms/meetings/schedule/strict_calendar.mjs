// Reads a calendar file from standard input with ical.js in its strict mode and says what it found, as JSON.
import { pathToFileURL } from 'node:url';
import { readFileSync } from 'node:fs';

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));
ICAL.design.strict = true;
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone'))
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));

const events = calendar.getAllSubcomponents('vevent').map((component) => {
  const event = new ICAL.Event(component, { strictExceptions: true });
  return {
    uid: event.uid,
    summary: event.summary,
    location: event.location,
    description: event.description,
    sequence: event.sequence,
    status: component.getFirstPropertyValue('status'),
    url: component.getFirstPropertyValue('url'),
    zone: component.getFirstProperty('dtstart').getParameter('tzid'),
    start: event.startDate.toUnixTime(),
    end: event.endDate.toUnixTime(),
    alarms: component
      .getAllSubcomponents('valarm')
      .map((alarm) => alarm.getFirstPropertyValue('trigger').toSeconds()),
  };
});
process.stdout.write(
  JSON.stringify({
    version: calendar.getFirstPropertyValue('version'),
    method: calendar.getFirstPropertyValue('method'),
    names: calendar.getAllProperties('x-wr-calname').map((property) => property.getFirstValue()),
    events,
  }),
);
