import { useTitle } from '../../app/useTitle';

export default function NewProject() {
  useTitle('NewProject');
  return <h1>NewProject</h1>;
}
