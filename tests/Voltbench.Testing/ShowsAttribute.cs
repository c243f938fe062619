using Voltbench.Ocpp;

namespace Voltbench.Testing;

/// <summary>The test shows what a message does: <c>docs/conformance.md</c> names it, and may call no message supported that no test shows.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ShowsAttribute(OcppVersion version, string action) : Attribute
{
    public OcppVersion Version { get; } = version;

    /// <summary>OCPP spelling.</summary>
    public string Action { get; } = action;
}
