const { bootstrap, JobQueueService } = require('@vendure/core');
const { config } = require('./config.cjs');

bootstrap(config)
  .then((app) => app.get(JobQueueService).start())
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
