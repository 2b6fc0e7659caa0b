// Bundles the extension and writes it as scenario-VERSION.vsix, which VS Code installs:
//   node editors/vscode/package.mjs [--out FILE]
import { build } from 'esbuild'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { zip } from './zip.mjs'

const here = import.meta.dirname
const described = JSON.parse(await readFile(join(here, 'package.json'), 'utf8'))
const at = process.argv.indexOf('--out')
const out = at < 0 ? join(here, `scenario-${described.version}.vsix`) : resolve(process.argv[at + 1])

const bundle = await build({
  entryPoints: [join(here, 'src/extension.ts')],
  bundle: true,
  write: false,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  logLevel: 'warning',
})

const text = (value) =>
  String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

// The layout of a package as vsce writes it: https://github.com/microsoft/vscode-vsce, and the manifest's schema of Visual Studio.
const manifest = `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
  <Metadata>
    <Identity Language="en-US" Id="${text(described.name)}" Version="${text(described.version)}" Publisher="${text(described.publisher)}" />
    <DisplayName>${text(described.displayName)}</DisplayName>
    <Description xml:space="preserve">${text(described.description)}</Description>
    <Tags>yaml,testing,network</Tags>
    <Categories>${text(described.categories.join(','))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${text(described.engines.vscode)}" />
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="${text(described.extensionKind.join(','))}" />
      <Property Id="Microsoft.VisualStudio.Code.ExecutesCode" Value="true" />
    </Properties>
    <License>extension/LICENSE</License>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code" />
  </Installation>
  <Dependencies />
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE" Addressable="true" />
  </Assets>
</PackageManifest>
`
const types = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension=".json" ContentType="application/json" />
  <Default Extension=".vsixmanifest" ContentType="text/xml" />
  <Default Extension=".md" ContentType="text/markdown" />
  <Default Extension=".cjs" ContentType="application/javascript" />
  <Override PartName="/extension/LICENSE" ContentType="text/plain" />
</Types>
`
const files = [
  ['extension.vsixmanifest', manifest],
  ['[Content_Types].xml', types],
  ['extension/package.json', JSON.stringify(described, undefined, 2)],
  ['extension/README.md', await readFile(join(here, 'README.md'))],
  ['extension/LICENSE', await readFile(join(here, '../../LICENSE'))],
  ['extension/dist/extension.cjs', bundle.outputFiles[0].contents],
]
await writeFile(out, zip(files))
process.stdout.write(`wrote ${out}\n`)
