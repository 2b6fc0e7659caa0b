/**
 * Bundles the report's page with all its scripts and styles into `<outdir>/page/report.html`, and answers that file. In the page stands
 * the comment `<!--report-data-->` once, before its script, where a report has its data.
 */
export function buildPage(outdir: string): Promise<string>
