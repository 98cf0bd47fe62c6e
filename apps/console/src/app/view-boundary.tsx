import { Component, type ReactNode } from 'react';
import { TryAgain } from './try-again.js';

/** Keeps a view that fails from taking the page with it. */
export class ViewBoundary extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return <TryAgain says="viewFailed" onAgain={() => location.reload()} />;
  }
}
