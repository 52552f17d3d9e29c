/** Asks the browser to keep what waits here when the phone's storage runs low; most say yes or no without asking. */
export async function askToKeep(): Promise<void> {
  await (navigator as Partial<Navigator>).storage?.persist().catch(() => false);
}
