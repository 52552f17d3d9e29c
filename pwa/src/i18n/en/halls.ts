/** Words about where a hall is, and what a phone whose owner agrees says of it. */
export const halls = {
  title: 'Where the halls are',
  help: 'Not required. Where the place is known, the phone of somebody who scans the wall and agrees says “near” or “not near”, for the secretary to consider.',
  main: 'Main place',
  find: 'Find a site',
  unknown: 'No place yet',
  known: '{latitude}, {longitude} · within {radius} m',
  take: 'Take this phone’s place',
  not_found: 'The phone did not say where it is. Allow location in the browser, or type it in.',
  latitude: 'Latitude',
  longitude: 'Longitude',
  wrong: 'Latitude and longitude are decimal numbers, such as 21.32560 and 103.91880.',
  radius: 'Near means within',
  metres: '{count} m',
  keep: 'Keep the place',
  kept: 'The place was kept',
  forget: 'Forget this place',
  forgotten: 'The place was forgotten',

  ask: 'Let the phone also say that I am near the hall',
  ask_help:
    'Not required, and it changes nothing about checking in. The phone itself compares and only sends “near” or “not near”; where you are stays on the phone. For this meeting only.',
} as const;
