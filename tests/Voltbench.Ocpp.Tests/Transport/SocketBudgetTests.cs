using Voltbench.Ocpp.Transport;

namespace Voltbench.Ocpp.Tests.Transport;

public class SocketBudgetTests
{
    [Theory]
    [InlineData(1024, 512)]
    [InlineData(2048, 768)]
    [InlineData(20_000, 768)]
    [InlineData(int.MaxValue, 768)]
    public void The_reserve_is_half_and_768_at_most(int files, int reserve) => new SocketBudget(files).Reserve.ShouldBe(reserve);

    [Fact]
    public void Dialling_stops_before_accepting_does_and_what_is_given_back_is_there_again()
    {
        var told = 0;
        var budget = new SocketBudget(16, _ => told++); // reserve 8: 8 for dialling, 11 with what is accepted

        for (var n = 0; n < 4; n++)
            budget.TryDial(2).ShouldBeTrue();
        budget.TryDial(2).ShouldBeFalse();
        budget.TryAccept().ShouldBeTrue();
        budget.TryAccept().ShouldBeTrue();
        budget.TryAccept().ShouldBeTrue();
        budget.TryAccept().ShouldBeFalse();
        told.ShouldBe(1);

        budget.Give(5);
        budget.TryDial(2).ShouldBeTrue();
        budget.TryDial(2).ShouldBeFalse();
        told.ShouldBe(1);
    }
}
