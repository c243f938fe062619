using System.Collections;

namespace Voltbench.Simulation.Charger;

/// <summary>What a version of the station sends by itself: action and when, for <c>docs/conformance.md</c>.</summary>
internal sealed class OutboundActions : IEnumerable<KeyValuePair<string, string>>
{
    private readonly Dictionary<string, string> _actions = [];

    public void Add(string action, string when) => _actions.Add(action, when);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _actions.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
