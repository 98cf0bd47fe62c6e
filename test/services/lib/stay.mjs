// Says where the cluster is, and stays until whoever started it is gone.
const parent = process.ppid;

console.log(`nodes ${process.env.TEST_REDIS_CLUSTER} ready`);
setInterval(() => process.ppid === parent || process.exit(), 50);
