namespace Voltbench.Gateway.OcpiPeer;

/// <summary>Which tokens open a route.</summary>
public enum OcpiAccess : byte
{
    /// <summary>Of a registered peer; token A is a 401 there (2.2.1 transport_and_format, Authorization header).</summary>
    Peer = 0,

    /// <summary>Any token of the party, token A among them: versions, their details and credentials.</summary>
    AnyToken = 1,
}
