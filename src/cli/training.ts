// `npm run training -- sessions | attendees | mark | cancel | certificates | report`: what whoever organises training does,
// on the machine where the site runs and with its settings.
import { runTraining } from './training/command.ts';

process.exitCode = await runTraining(process.argv.slice(2), process.env, {
  write: (text) => process.stdout.write(text),
  warn: (text) => process.stderr.write(text),
});
