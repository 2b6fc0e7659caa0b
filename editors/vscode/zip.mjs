import { crc32, deflateRawSync } from 'node:zlib'

/** The first day that the format has: the same files give the same bytes. */
const date = { time: 0, day: (1 << 5) | 1 }

/** Files, by their names, as a ZIP archive (APPNOTE 6.3.3: deflate, UTF-8, without the form for 4 GiB and more). */
export function zip(files) {
  const parts = []
  const directory = []
  let offset = 0
  for (const [name, content] of files) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes, { level: 9 })
    const path = Buffer.from(name)
    const common = header(bytes, packed, path)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, path])
    parts.push(local, packed)
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 0, 'latin1')
    entry.writeUInt16LE((3 << 8) | 20, 4)
    common.copy(entry, 6)
    entry.writeUInt32LE((0o100644 << 16) >>> 0, 38)
    entry.writeUInt32LE(offset, 42)
    directory.push(entry, path)
    offset += local.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listed, end])
}

/** What an entry says both before its content and in the directory: 26 bytes. */
function header(bytes, packed, path) {
  const head = Buffer.alloc(26)
  head.writeUInt16LE(20, 0)
  head.writeUInt16LE(1 << 11, 2)
  head.writeUInt16LE(8, 4)
  head.writeUInt16LE(date.time, 6)
  head.writeUInt16LE(date.day, 8)
  head.writeUInt32LE(crc32(bytes), 10)
  head.writeUInt32LE(packed.length, 14)
  head.writeUInt32LE(bytes.length, 18)
  head.writeUInt16LE(path.length, 22)
  return head
}
