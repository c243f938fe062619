using Voltbench.Ocpi;
using Voltbench.Ocpi.V211.Versions;
using Endpoint = Voltbench.Ocpi.V211.Versions.Endpoint;

namespace Voltbench.Gateway.OcpiPeer.V211.Versions;

/// <summary><c>GET …/2.1.1</c>: the modules that are served; this version has no roles of interfaces.</summary>
internal static class GetVersionDetails
{
    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) => Task.FromResult(OcpiAnswer.Ok(new VersionDetails
    {
        Version = OcpiVersion.V211.Number(),
        Endpoints = call.Service<OcpiModules>().Of(OcpiVersion.V211, call.Party.Role)
            .Select(static module => module.Identifier).Distinct(StringComparer.Ordinal)
            .Select(module => new Endpoint { Identifier = module, Url = $"{call.BaseUrl}/{module}" }).ToList(),
    }));
}
