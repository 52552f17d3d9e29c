/** One sentence for each refusal code of the server (`room.reason`), and for what never got there. */
export const errors = {
  network: 'The server cannot be reached. Check the network and try again.',
  timeout: 'The server took too long. Try again in a few minutes.',
  unknown: 'This could not be done. Try again in a few minutes.',
} as const;
