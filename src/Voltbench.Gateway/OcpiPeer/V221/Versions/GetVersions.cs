using Voltbench.Ocpi;
using Voltbench.Ocpi.V221.Versions;

namespace Voltbench.Gateway.OcpiPeer.V221.Versions;

/// <summary><c>GET …/versions</c>: the one version of the party.</summary>
internal static class GetVersions
{
    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct)
    {
        IReadOnlyList<VersionInfo> versions = [new() { Version = OcpiVersion.V221.Number(), Url = call.BaseUrl }];
        return Task.FromResult(OcpiAnswer.Ok(versions));
    }
}
