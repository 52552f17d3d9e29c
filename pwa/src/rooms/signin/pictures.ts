/** An SVG as the address of an `<img>`: there it cannot run scripts or reach the page. */
export function pictureOf(svg: string): string {
  const bytes = new TextEncoder().encode(svg);
  return `data:image/svg+xml;base64,${btoa(String.fromCharCode(...bytes))}`;
}
