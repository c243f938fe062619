using Voltbench.Lab.Ocpi.Commands;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>What the commands of both versions have in common: a name in the path, an object in the body.</summary>
internal static class CommandCalls
{
    public const string Path = "commands/{command}";

    /// <summary>Reads the object of a command and hands it to the desk.</summary>
    /// <param name="call">The request.</param>
    /// <param name="read">Response URL and order of the object.</param>
    /// <param name="write">The direct response in the words of the version.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<OcpiAnswer> TakeAsync<T>(
        OcpiCall call, CommandKind kind, Func<T, (string Url, CommandOrder Order)> read, Func<CommandReceipt, OcpiAnswer> write, CancellationToken ct)
    {
        var body = await call.ReadBodyAsync<T>(ct);
        if (body.Fault is { } fault)
            return fault;
        var (url, order) = read(body.Value!);
        return await TakeAsync(call, kind, url, order, write, ct);
    }

    /// <inheritdoc cref="TakeAsync{T}"/>
    public static async Task<OcpiAnswer> TakeAsync(
        OcpiCall call, CommandKind kind, string url, CommandOrder order, Func<CommandReceipt, OcpiAnswer> write, CancellationToken ct)
    {
        var receipt = await call.Service<CommandDesk>().TakeAsync(new CommandLetter(call.Party, call.Peer!, kind, url, call.CorrelationId, order), ct);
        return receipt.Reply == CommandReply.Invalid ? OcpiAnswer.Invalid(receipt.Message!) : write(receipt);
    }

    /// <summary>A name that is no command.</summary>
    public static OcpiAnswer Unknown(OcpiCall call, string known) => OcpiAnswer.NotFound($"There is no command '{call.Path("command")}'; {known} are known.");

    public static void Map(IEndpointRouteBuilder routes, OcpiVersion version, OcpiHandler post)
    {
        routes.ServeOcpi(version, PartyRole.Cpo, "commands", Voltbench.Lab.Ocpi.Peers.ModuleSide.Receiver);
        routes.MapOcpi(version, PartyRole.Cpo, HttpMethods.Post, Path, post);
    }
}
