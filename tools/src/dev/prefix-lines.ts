// Puts the name of a program before each line that it prints, so that several can share one terminal.

/** Answers a function that takes text in pieces of any size and says whole lines. */
export function prefixLines(name: string, say: (line: string) => void): (piece: string) => void {
  let rest = "";
  return (piece) => {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") say(`${name.padEnd(8)}│ ${line.trimEnd()}`);
  };
}
