using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Ocpi;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Gateway.OcpiOutbox;

internal static class OutboxRoutes
{
    public static void MapOcpiOutbox(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("ocpi");
        foreach (var side in (PartySide[])[PartySide.Cpo, PartySide.Emsp])
        {
            group.MapListOutbox(side);
            group.MapRetryOutbox(side);
            group.MapRetryOutboxMessage(side);
            group.MapDeleteOutboxMessage(side);
        }

        group.MapPushAll();
    }

    public static Answer NoMessage(PartySide side, PartyKey party, long id) => ApiResults.NotFound($"{side.Name} {party.Id} has no message {id} in its outbox.");
}
