/** A child process of the campaign: plays its share and sends back the verdicts. */
import { jobScenarios, type Job, type Report } from './jobs';
import { playRound } from './round';

const report = (message: Report): void => void process.send?.(message);

process.on('message', (message) => {
	const { jobs, share, shares, dist } = message as {
		jobs: Job[];
		share: number;
		shares: number;
		dist?: string;
	};
	void (async () => {
		for (const job of jobs) {
			const scenarios = jobScenarios(job).filter((_, index) => index % shares === share);
			const onPlayed = (): void => report({ kind: 'played' });
			const verdicts = await playRound(scenarios, { build: job.build, dist, onPlayed });
			report({ kind: 'verdicts', build: job.build, verdicts });
		}
		process.disconnect();
	})();
});
