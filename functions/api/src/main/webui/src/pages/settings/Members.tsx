import { useTitle } from '../../app/useTitle';

export default function Members() {
  useTitle('Members');
  return <h1>Members</h1>;
}
