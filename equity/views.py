from django.http import HttpResponse
from tta_portal.accounts.access import requires
from tta_portal.accounts.roles import Permission
@requires(Permission.SEE_EQUITY)
def overview(request): return HttpResponse("x")
