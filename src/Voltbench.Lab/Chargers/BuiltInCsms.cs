namespace Voltbench.Lab.Chargers;

/// <summary>
/// The built-in CSMS of whichever node runs the charger. Its address is a name that only the nodes' own transport understands: ports change with a restart and
/// hosts from node to node, and the name that clients use may belong to a proxy.
/// </summary>
public static class BuiltInCsms
{
    /// <summary>Never asked of a name server; <c>.internal</c> belongs to nobody.</summary>
    public const string Host = "csms.voltbench.internal";

    /// <summary>The address for the chargers of an organization.</summary>
    public static string Url(Guid organizationId) => $"ws://{Host}/csms/{organizationId}";

    /// <summary>True when the address means the built-in CSMS by its name.</summary>
    public static bool IsNamed(Uri url) => url.Host.TrimEnd('.').Equals(Host, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Where this node listens.</summary>
public interface IListeningAddress
{
    /// <summary>An <c>http</c> or <c>https</c> address that a client on this machine can use; waits until the server listens.</summary>
    Task<Uri> GetAsync();
}
