namespace Voltbench.Gateway.Csms;

internal static class CsmsRoutes
{
    public static void MapCsms(this IEndpointRouteBuilder routes)
    {
        routes.MapConnectStation();
        var group = routes.MapGroup("").WithTags("csms");
        group.MapListStations();
        group.MapGetStation();
        group.MapListTransactions();
        group.MapRemoteStart();
        group.MapRemoteStop();
        group.MapReserve();
        group.MapCancelReservation();
        group.MapUnlock();
    }
}
