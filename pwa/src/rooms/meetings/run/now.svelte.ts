/** The present second, followed while a component is on the screen. */
export function presentSecond(): { readonly current: number } {
  let current = $state(Date.now());
  $effect(() => {
    const timer = setInterval(() => (current = Date.now()), 1_000);
    return () => clearInterval(timer);
  });
  return {
    get current() {
      return current;
    },
  };
}
