import type { Line } from './report.mts';

export async function httpRequestLines(_rows: number[], _delays: number[]): Promise<Line[]> {
	return [];
}
