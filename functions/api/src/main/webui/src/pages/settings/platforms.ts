import type { Environment } from '../../api/types';

export type PlatformType = Environment['platform']['type'];
export type Kind = Environment['kind'];

export const KIND: Record<Kind, string> = {
  development: 'Development',
  staging: 'Staging',
  production: 'Production',
};

export const PLATFORM: Record<PlatformType, { name: string; about: string; url: string; id: string; key: string }> = {
  agent: {
    name: 'Deploy agent',
    about: 'Sluice’s own agent on a server: it deploys, updates quickly, promotes and clones.',
    url: 'The address at which the agent listens, such as https://deploy.example.org',
    id: 'The environment’s id in the agent’s configuration',
    key: 'One of the API keys in the agent’s configuration.',
  },
  oec: {
    name: 'oec.sh',
    about: 'The public API of oec.sh: it deploys and updates quickly. Promote and clone are not in its API.',
    url: 'The address of its API',
    id: 'The environment’s id at oec.sh',
    key: 'A live key that may write; it begins with oec_live_rw_.',
  },
};
