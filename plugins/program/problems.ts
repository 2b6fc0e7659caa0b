/** Pages of the problems that only programs have, as docs/problems.md has them. */
export const problems = {
  'command-not-found': `The program that is to be run is not installed, or not on the \`PATH\`.

Install it, or say \`only: { command: NAME }\`, and the scenario is skipped where it is missing.`,
  'not-executable': `The file is there, but may not be executed.

\`chmod +x\` it, or name its interpreter: \`program: node server.js\`.`,
  'pty-missing': `The scenario wants a terminal (\`pty\`), and none can be had: the optional package that makes one is not installed or cannot be loaded, or the system gives none (too many open files, no \`/dev/pts\`). The scenario is broken, and the exit code is 3; only \`only\` and \`skip\` skip a scenario.

Do as the message says: install the package, raise the limit, or leave \`pty\` out where the program works on pipes.`,
}
