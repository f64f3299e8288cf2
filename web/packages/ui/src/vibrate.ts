/** Shake the phone, where there is something to shake and a tap has allowed it; 0 stops. */
export function vibrate(pattern: number | number[]): void {
  // Without a tap on the page a browser refuses, and writes an error into its console.
  if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(pattern);
}
