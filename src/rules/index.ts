/** What actors do by themselves, for plugins; docs/plugins.md explains each part. */
export type { Deed, Deeds } from './deed.ts'
export { rulesOption } from './option.ts'
export type { WrittenRule } from './written.ts'
export { lineRules } from './line-rules.ts'
export { clientRules, serverRules } from './stream-rules.ts'
export { messageRules, type MessageRules } from './message-rules.ts'
