import * as vscode from 'vscode'

type Run = (uri: vscode.Uri) => Promise<{ readonly code: number; readonly output: string } | undefined>

const titled = /^["']?scenario["']?[ \t]*:[ \t]*(.*)$/m
/** Where scenarios are, and folders whose scenarios are meant to be invalid or to fail. */
const pattern = '**/scenarios/**/*.{yaml,yml}'
const quiet = '**/{node_modules,invalid,failing}/**'

/** The scenarios of all folders in the Test Explorer, each as a test that the language server runs. */
export function testsIn(run: Run): vscode.Disposable {
  const controller = vscode.tests.createTestController('scenario', 'Scenario')
  const add = async (uri: vscode.Uri): Promise<void> => {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))
    const title = titled.exec(text)
    if (title === null) return controller.items.delete(uri.toString())
    const item = controller.createTestItem(uri.toString(), vscode.workspace.asRelativePath(uri), uri)
    item.description = title[1]!.trim()
    item.range = new vscode.Range(0, 0, 0, 0)
    controller.items.add(item)
  }
  const refresh = async (): Promise<void> => {
    const found = await vscode.workspace.findFiles(pattern, quiet)
    controller.items.replace([])
    await Promise.all(found.map(add))
  }
  controller.refreshHandler = refresh
  controller.createRunProfile('Run', vscode.TestRunProfileKind.Run, (request, token) =>
    runAll(controller, request, token, run),
  )
  const watcher = vscode.workspace.createFileSystemWatcher(pattern)
  watcher.onDidCreate(add)
  watcher.onDidChange(add)
  watcher.onDidDelete((uri) => controller.items.delete(uri.toString()))
  void refresh()
  return vscode.Disposable.from(controller, watcher)
}

async function runAll(
  controller: vscode.TestController,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
  run: Run,
): Promise<void> {
  const testRun = controller.createTestRun(request)
  const asked = request.include ?? [...controller.items].map(([, item]) => item)
  const items = asked.filter((item) => request.exclude?.includes(item) !== true)
  for (const item of items) testRun.enqueued(item)
  for (const item of items) {
    if (token.isCancellationRequested) {
      testRun.skipped(item)
      continue
    }
    testRun.started(item)
    const began = Date.now()
    const done = await run(item.uri!)
    const output = done?.output ?? 'The language server of scenario does not run.'
    testRun.appendOutput(`${output.replaceAll(/\r?\n/g, '\r\n')}\r\n`, undefined, item)
    if (done?.code === 0) testRun.passed(item, Date.now() - began)
    else testRun.failed(item, new vscode.TestMessage(output), Date.now() - began)
  }
  testRun.end()
}
