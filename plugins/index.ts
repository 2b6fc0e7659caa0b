/** The built-in plugins, a line each. They come in by the same door as all others (docs/plugins.md). */
import core from './core/index.ts'
import file from './file/index.ts'
import formats from './formats/index.ts'
import program from './program/index.ts'
import proxy from './proxy/index.ts'
import reporters from './reporters/index.ts'
import serial from './serial/index.ts'
import tcp from './tcp/index.ts'
import udp from './udp/index.ts'
import websocket from './websocket/index.ts'

export const plugins = [core, tcp, program, file, serial, udp, websocket, proxy, formats, reporters]
