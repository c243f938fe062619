using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Outbox;

namespace Voltbench.Gateway.OcpiOutbox;

/// <summary><c>DELETE /ocpi/cpos/{cpo_id}/outbox/{message_id}</c></summary>
internal static class DeleteOutboxMessage
{
    public static void MapDeleteOutboxMessage(this IEndpointRouteBuilder routes, PartySide side) =>
        routes.MapDelete($"{side.Base}/outbox/{{message_id}}", (HttpContext http, Tenant tenant, OutboxView outbox, CancellationToken ct) => DeleteAsync(side, http, tenant, outbox, ct))
            .Describe($"delete_{side.Noun}_outbox_message", $"Take a message out of the outbox of a simulated {side.Name}; an attempt that is on its way is not called back")
            .AnswersNothing()
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> DeleteAsync(PartySide side, HttpContext http, Tenant tenant, OutboxView outbox, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var party = side.Read(input, tenant);
        var id = input.PathNumber("message_id");
        if (input.Violations.Any)
            return input.Violations.Result;
        return await outbox.DeleteAsync(party, id, ct) switch
        {
            null => side.Missing(party),
            0 => OutboxRoutes.NoMessage(side, party, id),
            _ => ApiResults.NoContent(),
        };
    }
}
