using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;
using Voltbench.Ocpi.V221.Versions;
using Endpoint = Voltbench.Ocpi.V221.Versions.Endpoint;

namespace Voltbench.Gateway.OcpiPeer.V221.Versions;

/// <summary><c>GET …/2.2.1</c>: the modules that are served, with the side that our party takes.</summary>
internal static class GetVersionDetails
{
    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) => Task.FromResult(OcpiAnswer.Ok(new VersionDetails
    {
        Version = OcpiVersion.V221.Number(),
        Endpoints = call.Service<OcpiModules>().Of(OcpiVersion.V221, call.Party.Role)
            .Select(module => new Endpoint
            {
                Identifier = module.Identifier,
                Role = module.Side == ModuleSide.Sender ? InterfaceRole.Sender : InterfaceRole.Receiver,
                Url = $"{call.BaseUrl}/{module.Identifier}",
            }).ToList(),
    }));
}
