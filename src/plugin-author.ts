/** `scenario/plugin`: the plugins' door as authors outside get it, with the schema library they need. The built-ins import zod themselves, so that only what they use is loaded. */
export * from './plugin.ts'
export * as z from 'zod'
