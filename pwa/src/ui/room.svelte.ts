/**
 * Tells the styles how high a part is that stays on the screen, so that others stand beside it and not under it:
 * `--tabs` at the foot of a phone, `--above` at the top while the app has something to say.
 */
export function takesRoom(name: '--tabs' | '--above', height: () => number): void {
  $effect(() => {
    const { style } = document.documentElement;
    style.setProperty(name, `${height()}px`);
    return () => style.removeProperty(name);
  });
}
