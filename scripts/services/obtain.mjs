import { installWithApt } from './machine/apt.mjs';
import { UnavailableError } from './unavailable.error.mjs';

/**
 * Finds or starts a service: the URL that is set, which must answer; else what answers on the default port; else an
 * installed program, Docker, apt.
 * @returns {Promise<string>} its URL
 * @throws UnavailableError in one line that names every way and why it is closed
 */
export async function obtain(service, guarded, { env = process.env, install = installWithApt } = {}) {
  const isSet = Boolean(env[service.variable]);
  const { url, how } = isSet ? await named(service, guarded, env) : await first(service, guarded, install);
  console.error(`${service.title} ${await service.versionAt(url)}: ${how} on ${service.placeOf(url)}`);
  return url;
}

async function named(service, guarded, env) {
  const url = env[service.variable];
  try {
    return { url: await shared(service, url, guarded), how: service.variable };
  } catch (error) {
    throw new UnavailableError(`${service.variable} cannot be used: ${error.message}`);
  }
}

async function first(service, guarded, install) {
  const reasons = [];
  for (const way of waysTo(service, guarded, install)) {
    try {
      return await way();
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      reasons.push(error.message);
    }
  }
  const advice = `Install ${service.aptPackage}, start Docker, or set ${service.variable}.`;
  throw new UnavailableError(`No ${service.title}: ${reasons.join('; ')}. ${advice}`);
}

function waysTo(service, guarded, install) {
  const installed = () => startInstalled(service, guarded);
  return [
    ...(service.local ? [() => onDefaultPort(service, guarded)] : []),
    installed,
    () => startInDocker(service, guarded),
    async () => {
      await install(service.aptPackage);
      return installed();
    },
  ];
}

async function onDefaultPort(service, guarded) {
  try {
    return { url: await shared(service, service.local, guarded), how: 'running server' };
  } catch (error) {
    throw new UnavailableError(`${service.placeOf(service.local)} cannot be used (${error.message})`);
  }
}

async function startInstalled(service, guarded) {
  const program = service.findProgram();
  if (!program) throw new UnavailableError(`no ${service.programName} is installed`);
  const how = service.howInstalled ?? 'private server';
  return { url: await service.startPrivate(guarded, program), how };
}

async function startInDocker(service, guarded) {
  const url = await service.startInDocker(guarded);
  try {
    await service.versionAt(url);
  } catch (error) {
    throw new UnavailableError(`what Docker started does not answer (${error.message})`);
  }
  return { url, how: 'Docker' };
}

/** What of a server that others use as well may be handed to tests. */
async function shared(service, url, guarded) {
  await service.versionAt(url);
  return service.shareOf ? service.shareOf(url, guarded) : url;
}
