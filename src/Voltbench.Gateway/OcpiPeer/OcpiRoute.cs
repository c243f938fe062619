using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>Answers one method of one path.</summary>
public delegate Task<OcpiAnswer> OcpiHandler(OcpiCall call, CancellationToken ct);

/// <summary>One path of one version and role with its methods.</summary>
internal sealed class OcpiRoute(OcpiVersion version, PartyRole role, string pattern)
{
    private readonly Dictionary<string, (OcpiHandler Handler, OcpiAccess Access)> _methods = new(StringComparer.OrdinalIgnoreCase);

    public OcpiVersion Version => version;

    public PartyRole Role => role;

    /// <summary>First segment; empty for the version details.</summary>
    public string Module { get; } = pattern.Split('/')[0];

    /// <summary>Configuration modules are between platforms: no routing headers (2.2.1 transport_and_format, Message Routing Headers).</summary>
    public bool IsConfiguration => Module is "" or "versions" or "credentials";

    /// <summary>A GET that ends in a name, not in an id, is a list.</summary>
    public bool IsList { get; } = !pattern.EndsWith('}');

    public string Allow => string.Join(", ", _methods.Keys);

    public void Add(string method, OcpiHandler handler, OcpiAccess access) => _methods.Add(method, (handler, access));

    public bool TryFind(string method, out OcpiHandler handler, out OcpiAccess access)
    {
        var found = _methods.TryGetValue(method, out var entry);
        (handler, access) = entry;
        return found;
    }

    /// <summary>A path that nobody serves.</summary>
    public static OcpiRoute Unknown(OcpiVersion version, PartyRole role) => new(version, role, "");

    public bool IsUnknown => _methods.Count == 0;
}
