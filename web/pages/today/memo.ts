import { Component, type ComponentType, createElement, type VNode } from 'preact';

/** Renders again only when a property changed: one row of a thousand, and not the others. */
export const memo = <Props extends object>(render: (props: Props) => VNode): ComponentType<Props> =>
  class extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const names = new Set([...Object.keys(next), ...Object.keys(this.props)]) as Set<keyof Props>;
      return [...names].some((name) => next[name] !== (this.props as Props)[name]);
    }
    override render() {
      return createElement(render, this.props as Props);
    }
  };
