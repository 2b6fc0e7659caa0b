/** Pages of the problems that only proxies have, as docs/problems.md has them. */
export const problems = {
  'fault-without-effect': `A [fault](faults.md) of a proxy has affected nothing by the end of the scenario: its place never came (\`after\`, \`split\`), fewer bytes than \`corrupt\` wants have passed, the connection had ended before, or nothing passed in its direction. Without it the scenario would have passed just the same, so it has not tested what it says. The message says how much had passed; a failure at an earlier step shows such faults in the state of the proxy.

Let more pass, put the fault at an earlier place or before the step that sends, or correct its \`direction\`. Where it is right that the fault may do nothing, end it with \`fault: { wire: clear }\`. Whom \`refuse\` has refused is not known, so that it is never missed, unless it names a connection.`,
  'wrong-fault': `A [fault](faults.md) that this proxy cannot have: it forwards connections, and the fault is about datagrams (\`duplicate\`, \`reorder\`, \`lose: 20%\`), or the reverse (\`reset\`, \`split\`, \`after: { bytes: … }\`).

Which of the two a proxy forwards is decided by the actor that it leads to: datagrams in front of one of the kind \`udp\`, or with \`udp: true\` among its options. [Datagrams](faults.md#datagrams) lists what they can meet.`,
}
