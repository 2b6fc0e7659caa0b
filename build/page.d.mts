/**
 * Bundles the report's page with all its scripts and styles into `<outdir>/page/report.html`, and answers that file. In the page stand
 * the comments `<!--report-index-->` once, before its script, and `<!--report-data-->` once, behind it, where a report has its data.
 */
export function buildPage(outdir: string): Promise<string>
