/** Give the command that enrols a unit, to be typed in a terminal of that unit: a line for each option. */
export function enrolCommand(server: string, code: string): string {
  return ["genkan station enrol", `--server ${server}`, `--code ${code}`].join(" \\\n  ");
}
