/** The present minute, followed while a component is on the screen. */
export function presentMinute(): { readonly current: number } {
  let current = $state(Date.now());
  $effect(() => {
    const timer = setInterval(() => (current = Date.now()), 30_000);
    return () => clearInterval(timer);
  });
  return {
    get current() {
      return current;
    },
  };
}
