#!/usr/bin/env node
import fs from 'node:fs'
for (const file of process.argv.slice(2)) {
  const mode = (fs.statSync(file).mode & 0o777).toString(8)
  console.log(mode, fs.readFileSync(file).toString('hex').replace(/..(?=.)/g, '$& '))
}
