import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { environments, project } from '../api/queries';
import type { Environment, Project, Role } from '../api/types';

interface Here {
  /** The project's id, from the address. */
  id: string;
  project: Project | undefined;
  /** The signed-in person's role in it; undefined until it is known. */
  role: Role | undefined;
  environments: Environment[];
}

/** The project that the address names. */
export function useProject(): Here {
  const { project: id = '' } = useParams();
  const found = useQuery(project(id)).data;
  const all = useQuery(environments(id)).data?.items ?? [];
  return { id, project: found, role: found?.role, environments: all };
}
