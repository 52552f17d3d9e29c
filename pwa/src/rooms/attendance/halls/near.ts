/** Where this phone is; it never leaves the phone unless its owner writes a hall down with it. */
export interface Spot {
  latitude: number;
  longitude: number;
  /** metres */
  accuracy: number;
}

export interface Hall {
  latitude: number;
  longitude: number;
  /** metres */
  radius: number;
}

const EARTH = 6_371_000;
/** A spot that may be off by more says nothing (m). */
const ROUGH = 1_000;
const PATIENCE = 8_000;

/** Asks the phone where it is; `null` when it does not know, may not say, or takes too long. */
export function findSpot(): Promise<Spot | null> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) {
      resolve(null);
      return;
    }
    // Some browsers never answer while their question stands unanswered.
    setTimeout(() => resolve(null), PATIENCE);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(coords),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60_000 },
    );
  });
}

/** Whether a phone is near a hall, in its favour within what it may be off; `null` when it cannot be told. */
export function isNear(spot: Spot | null, hall: Hall): boolean | null {
  if (!spot || spot.accuracy > ROUGH) return null;
  return metresBetween(spot, hall) - spot.accuracy <= hall.radius;
}

/** Great-circle distance by the haversine formula. */
function metresBetween(a: Omit<Spot, 'accuracy'>, b: Omit<Hall, 'radius'>): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const height = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const width = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const both = height + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * width;
  return 2 * EARTH * Math.asin(Math.sqrt(both));
}
