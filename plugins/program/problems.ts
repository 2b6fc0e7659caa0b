/** Pages of the problems that only programs have, as docs/problems.md has them. */
export const problems = {
  'command-not-found': `The program is not installed, or not on the \`PATH\`.

Install it, or add \`only: { command: NAME }\`, which skips the scenario where the program is missing.`,
  'not-executable': `The file exists, but is not executable.

\`chmod +x\` it, or name its interpreter: \`program: node server.js\`.`,
  'pty-missing': `The scenario needs a terminal (\`pty\`), but cannot open one: the optional package is not installed or cannot be loaded, or the system has none (too many open files, no \`/dev/pts\`). The scenario is broken, and the exit code is 3; only \`only\` and \`skip\` skip a scenario.

Do as the message says: install the package, raise the limit, or leave \`pty\` out where the program works on pipes.`,
}
